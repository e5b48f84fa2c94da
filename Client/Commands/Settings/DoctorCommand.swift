import ArgumentParser
import ClientCore
import Machine
import Presentation

struct DoctorCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check whether all is well, and say what to do if it isn't.",
        discussion: HelpText.discussion(examples: ["twofold doctor", "twofold doctor --json"]))

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let diagnoses = try context.diagnoses(after: nil).all + context.homes.inspect().map(Messages.Findings.inspectionError)
        if isJSON {
            context.print(diagnoses)
        } else {
            let isFine = diagnoses.allSatisfy { $0.level == .fine }
            context.show(DoctorText.lines(diagnoses, on: context.page) + (isFine ? ["", Messages.Membership.allFine] : []))
        }
        return diagnoses.contains { $0.level == .problem } ? .failed : .done
    }
}

struct FingerprintCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint",
        abstract: "Show the fingerprint that the two of you compare, to know that no one is intercepting you.",
        discussion: HelpText.discussion(examples: ["twofold fingerprint"]))

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        // The partner may just have joined.
        if try client.fingerprint() == nil { try context.refresh(client, olderThan: .zero) }
        guard let fingerprint = try client.fingerprint() else { throw ClientError.noPartnerYet }
        if isJSON {
            context.print(["fingerprint": fingerprint])
        } else {
            context.print([Style.strong(fingerprint, on: context.page)])
            context.mention(Messages.Membership.fingerprintHint(try client.partnerName()))
        }
        return .done
    }
}

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
        let partner = findings == [.storeKeyWrong] ? nil : try client.partnerName()
        let page = page
        func words(_ findings: [Finding]) -> [Diagnosis] {
            findings.map { Messages.Findings.finding($0, partner: partner, page: page) }
        }
        return (words(findings), words(findings.filter(\.isAboutWaiting)))
    }
}
