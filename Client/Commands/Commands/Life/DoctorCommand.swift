import ArgumentParser
import ClientCore
import Presentation

struct DoctorCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look whether all is well, and say what to do where it is not.",
        discussion: HelpText.discussion(examples: ["twofold doctor", "twofold doctor --json"]))

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let diagnoses = try context.diagnoses(after: nil).all + context.homes.inspect().map(Wording.flaw)
        if isJSON {
            context.print(JSON.array(diagnoses.map(JSON.diagnosis)))
        } else {
            let isFine = diagnoses.allSatisfy { $0.level == .fine }
            context.show(DoctorText.lines(diagnoses, on: context.page) + (isFine ? ["", Wording.allFine] : []))
        }
        return diagnoses.contains { $0.level == .problem } ? .failed : .done
    }
}
