import ArgumentParser
import ClientCore
import Machine
import Presentation

struct FingerprintCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint", abstract: "Show what the two of you compare, to know that nobody stands between you.",
        discussion: HelpText.discussion(examples: ["twofold fingerprint"]))

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        // The partner may just have joined.
        if try client.fingerprint() == nil { try context.refresh(client, olderThan: 0) }
        guard let fingerprint = try client.fingerprint() else { throw ClientError.noPartnerYet }
        if isJSON {
            context.print(["fingerprint": .string(fingerprint)])
        } else {
            context.print([Style.strong(fingerprint, on: context.page)])
            context.mention(Wording.fingerprintHint(try client.status().partner))
        }
        return .done
    }
}
