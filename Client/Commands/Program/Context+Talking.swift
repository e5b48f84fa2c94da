import ClientCore
import Machine
import Models
import Presentation

extension Context {
    func print(_ lines: [String]) { console.write(lines.map { $0 + "\n" }.joined()) }

    /// Lays lines out in columns: with cursor movement if they fit on the screen, else as text that can go anywhere.
    func laidOut(_ lines: (OutputLayout) -> [String]) -> [String] {
        let plain = lines(page)
        guard console.isTerminal, let rows = console.rows, plain.count < rows else { return plain }
        return lines(screen)
    }

    /// Like `print`, through a pager if there are more lines than the terminal shows. For output to read, not for questions.
    func show(_ lines: [String]) { show(lines.joined(separator: "\n")) }

    func show(_ text: String) {
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        let isLong = console.isTerminal && console.isInteractive && console.rows.map { lines >= $0 } ?? false
        if isLong { console.page(text + "\n") } else { console.write(text + "\n") }
    }

    /// Prints paragraphs, each wrapped.
    func say(_ paragraphs: String...) { print(paragraphs.flatMap { Wrapping.sentences(SafeText.block($0), width: page.measure) }) }

    /// Like `say`, to standard error: for what accompanies a command's result.
    func mention(_ paragraphs: String...) {
        let lines = paragraphs.flatMap { Wrapping.sentences(SafeText.block($0), width: page.measure) }
        console.complain(lines.map { $0 + "\n" }.joined())
    }

    func print(_ fields: Fields) { console.write(JSONText.line(fields) + "\n") }

    func print(_ list: [some JSONShape]) { console.write(JSONText.line(list) + "\n") }

    /// - Returns: `true` only if the user answers yes.
    func confirm(_ question: String) -> Bool {
        let answer = console.readLine(prompt: SafeText.block(question) + Messages.yesOrNo) ?? ""
        return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
    }

    /// Like `confirm`, by one key: for a question right after another that takes one.
    func pressYes(_ question: String) -> Bool {
        press(SafeText.block(question) + Messages.yesOrNo, ["y": true, "n": false], otherwise: false)
    }

    /// Asks for one key, without Enter, and shows which it was.
    ///
    /// - Parameters:
    ///   - choices: by key, in lower case.
    ///   - otherwise: what Enter chooses, and the end of input.
    func press<Choice>(_ prompt: String, _ choices: [Character: Choice], otherwise: Choice) -> Choice {
        console.complain(prompt)
        while true {
            switch console.key(within: nil) {
            case .pressed(0x0A), .pressed(0x0D), .pressed(0x04), .ended:
                console.complain("\n")
                return otherwise
            case .pressed(let octet):
                guard let key = Character(Unicode.Scalar(octet)).lowercased().first, let choice = choices[key] else { continue }
                console.complain("\(key)\n")
                return choice
            case .resumed: console.complain(prompt)
            case .timedOut: continue
            }
        }
    }

    /// Asks the user to choose one option by number. Asks again, twice, after invalid input.
    ///
    /// - Parameter choices: one line each, already escaped for the terminal.
    /// - Returns: the index chosen, from 0; `nil` if none was.
    func choose(_ question: String, among choices: [String]) -> Int? {
        mention(question)
        number(choices)
        for _ in 0..<3 {
            let answer = (console.readLine(prompt: Messages.number(upTo: choices.count)) ?? "").filter { !$0.isWhitespace }
            if answer.isEmpty { return nil }
            if let number = Int(answer), choices.indices.contains(number - 1) { return number - 1 }
        }
        return nil
    }

    /// Asks the user to choose any number of options by number. Enter and `all` choose all. Asks again, twice, after invalid input.
    ///
    /// - Parameter choices: one line each, already escaped for the terminal.
    /// - Returns: the indexes chosen, from 0; `nil` if the user didn't choose.
    func chooseSeveral(_ question: String, among choices: [String], asking prompt: String) -> Set<Int>? {
        mention(question)
        number(choices)
        for _ in 0..<3 {
            guard let answer = console.readLine(prompt: prompt)?.lowercased() else { return nil }
            let words = answer.split { $0 == "," || $0.isWhitespace }
            if words.isEmpty || words == ["all"] { return Set(choices.indices) }
            if words == ["none"] { return [] }
            let places = words.compactMap { Int($0) }.filter { choices.indices.contains($0 - 1) }.map { $0 - 1 }
            if places.count == words.count { return Set(places) }
        }
        return nil
    }

    private func number(_ choices: [String]) {
        for (index, choice) in choices.enumerated() {
            let lines = Wrapping.lines(choice, width: page.width.map { $0 - 4 })
            let number = Alignment.left("\(index + 1)", 4)
            console.complain(lines.enumerated().map { ($0 == 0 ? number : "    ") + $1 + "\n" }.joined())
        }
    }

    /// An argument, a line typed at a prompt, or else standard input. `-` counts as no argument.
    ///
    /// - Throws: `CommandError` if standard input isn't text, which isn't kept; what reading it throws.
    func secret(_ argument: String?, asking prompt: String) throws -> String {
        if let argument, argument != "-" { return argument }
        if console.isInteractive { return console.readLine(prompt: prompt) ?? "" }
        return try text(console.readAll(), of: Messages.Answers.standardInput)
    }

    /// Writes a file that the user named.
    ///
    /// - Throws: `failure`, or a `CommandError` that says more.
    func write(_ text: String, to path: String, orThrow failure: CommandError) throws {
        do { try files.write(path, [UInt8](text.utf8)) } catch { throw (error as? CommandError) ?? failure }
    }

    /// The text of a file; `-` is standard input.
    ///
    /// - Throws: `CommandError` if it can't be read or isn't text: what came on standard input is kept then; what reading standard input
    ///   throws.
    func contents(of file: String) throws -> String {
        guard file != "-" else { return try typedText() }
        let bytes: [UInt8]
        do { bytes = try files.read(file) } catch { throw Messages.Answers.unreadableFile(file) }
        return try text(bytes, of: file)
    }

    /// Someone's words on standard input, which may exist nowhere else.
    private func typedText() throws -> String {
        let octets = try console.readAll()
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw Safekeeping.inFile(octets, because: Messages.Answers.notText(Messages.Answers.standardInput), in: self)
        }
        return text
    }

    /// - Throws: `CommandError` if the bytes aren't UTF-8.
    func text(_ bytes: [UInt8], of source: String) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Messages.Answers.notText(source) }
        return text
    }

    /// Prints the client's new notices to standard error, once.
    func tellNotices() throws {
        guard let opened else { return }
        let notices = try opened.takeNotices().filter { !isTold($0.notice) }
        guard !notices.isEmpty else { return }
        let partner = try opened.partnerName()
        var added: [DeviceID] = []
        for row in notices {
            if case .deviceAdded(let device) = row.notice {
                if !greeted.contains(device) { added.append(device) }
            } else {
                mention(Messages.Notices.notice(row.notice, count: row.count, partner: partner))
            }
        }
        // In one sentence, because a stolen device can add many.
        if !added.isEmpty, let told = try Messages.Devices.devicesAdded(added, among: opened.devices()) { mention(told) }
    }

    private func isTold(_ notice: Notice) -> Bool {
        switch notice {
        case .partnerJoined: hasGreeted
        case .superseded(_?), .locked(_?), .pairReplaced(_?), .refused, .heldBack, .partnerChanged, .serverWentBack, .foundedAgain,
            .partnerLeft, .needsNewerVersion, .notAnAnswer, .doesNotOpen, .offersRefused, .heldByPartner:
            hasExplained
        case .superseded(nil), .locked(nil), .pairReplaced(nil), .notBelieved, .keyDoesNotOpen, .inTheWay, .deviceAdded,
            .sealedByRemoved, .partnerSealedByRemoved, .takenBack:
            false
        }
    }

    /// The text of `--text` or `--file`, without trailing line breaks; `nil` if neither was given.
    ///
    /// - Throws: `CommandError` if the file can't be read or isn't text.
    func words(text: String?, file: String?) throws -> String? {
        if let text { return text }
        return try file.map { Self.words(in: try contents(of: $0)) }
    }

    /// The text of an argument, a line typed at a prompt, or else standard input. `-` counts as no argument.
    func words(_ argument: String?, asking prompt: String) throws -> String {
        let isRead = argument == nil || argument == "-"
        return Self.words(in: try isRead && !console.isInteractive ? typedText() : secret(argument, asking: prompt))
    }

    /// Shows the text as the partner will read it, on standard error.
    func preview(_ words: String, for partner: String?) {
        let lines = Wrapping.words(words, width: page.measure.map { $0 - 2 }).map { $0.isEmpty ? "" : "  " + $0 }
        console.complain(([Messages.Answers.willRead(partner)] + lines + [""]).map { $0 + "\n" }.joined())
    }

    /// Drops whatever an editor's file contains besides the text.
    private static func words(in text: String) -> String {
        var words = DraftFile.isOne(text) ? DraftFile.words(in: text) : text
        while words.last?.isNewline == true { words.removeLast() }
        return words
    }
}
