import ClientCore

extension Context {
    /// What is to be said of the home.
    ///
    /// - Parameter report: of the sync that was just made, if one was.
    /// - Returns: everything that was looked at; and what of it waits, or is why.
    func diagnoses(after report: SyncReport?) throws -> (all: [Diagnosis], waiting: [Diagnosis]) {
        let client = try client()
        let findings = try client.findings(after: report)
        hasExplained = true
        // Where the key does not fit, not even a name can be read.
        let partner = findings == [.storeKeyWrong] ? nil : try client.status().partner
        let page = page
        func words(_ findings: [Finding]) -> [Diagnosis] { findings.map { Wording.finding($0, partner: partner, page: page) } }
        return (words(findings), words(findings.filter(\.isAboutWaiting)))
    }
}
