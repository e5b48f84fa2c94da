import ArgumentParser
import Catalogue
import ClientCore
import Presentation

/// Answers a shell's completion request: see `CompletionKind`. Quick: never prompts or contacts the server.
struct CompleteCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Print what a shell can complete, one word per line.", shouldDisplay: false)

    enum Subject: String, ExpressibleByArgument {
        case prompts
        case decks
        case devices
    }

    @Argument var subject: Subject

    /// Like `--json`, suppresses the passphrase prompt, and keeps notices from counting as shown.
    struct Options: CommandOptions {
        var isJSON: Bool { true }
    }

    @OptionGroup var options: Options

    func run(in context: Context) throws -> ExitStatus {
        let words = (try? words(context.client())) ?? []
        context.print(words.filter(isHarmless))
        return .done
    }

    /// Whether no shell gives the word a special meaning: bash expands completions.
    private func isHarmless(_ word: String) -> Bool { word.wholeMatch(of: /[A-Za-z0-9._\/\-]+/) != nil }

    private func words(_ client: Client) throws -> [String] {
        switch subject {
        case .prompts: return try prompts(client)
        case .decks: return try client.prompts(deck: nil, search: nil).map(\.deck).uniqued
        case .devices: return try client.devices().filter(\.isLive).map(\.short)
        }
    }

    /// The ids, and the names that only one prompt has.
    private func prompts(_ client: Client) throws -> [String] {
        let ids = try client.prompts(deck: nil, search: nil).map(\.id)
        let names = Dictionary(grouping: ids, by: \.name)
        return ids.map(\.description) + names.filter { $0.value.count == 1 }.map(\.key).sorted()
    }
}

extension [String] {
    /// The elements without duplicates, in order of first appearance.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

/// Completions that depend on the home's content.
extension CompletionKind {
    static let prompts = home(.prompts)
    static let decks = home(.decks)
    static let devices = home(.devices)

    private static func home(_ subject: CompleteCommand.Subject) -> CompletionKind {
        .shellCommand("twofold complete \(subject.rawValue) 2>/dev/null")
    }
}
