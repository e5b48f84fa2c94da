import ClientCore
import Presentation

extension Context {
    /// Diagnoses the home.
    ///
    /// - Parameter report: the sync that was just made, if any.
    /// - Returns: all diagnoses; and those about what waits and why.
    func diagnoses(after report: SyncReport?) throws -> (all: [Diagnosis], waiting: [Diagnosis]) {
        let client = try client()
        let findings = try client.findings(after: report)
        hasExplained = true
        // With the wrong key, not even the partner's name can be decrypted.
        let partner = findings == [.storeKeyWrong] ? nil : try client.status().partner
        let page = page
        func words(_ findings: [Finding]) -> [Diagnosis] { findings.map { Wording.finding($0, partner: partner, page: page) } }
        return (words(findings), words(findings.filter(\.isAboutWaiting)))
    }
}
