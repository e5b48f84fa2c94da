import ClientCore
import Models

extension Context {
    func print(_ lines: [String]) { console.write(lines.map { $0 + "\n" }.joined()) }

    /// Lines laid out in columns: on the screen itself where they fit on it, else on a page that can go anywhere.
    func laidOut(_ lines: (Page) -> [String]) -> [String] {
        let plain = lines(page)
        guard console.isTerminal, let rows = console.rows, plain.count < rows else { return plain }
        return lines(screen)
    }

    /// As `print`; through a pager where there are more lines than a terminal shows at once. For what is read, not for what asks.
    func show(_ lines: [String]) { show(lines.joined(separator: "\n")) }

    func show(_ text: String) {
        let lines = text.count { $0 == "\n" } + 1
        let isLong = console.isTerminal && console.isInteractive && console.rows.map { lines >= $0 } ?? false
        isLong ? console.page(text + "\n") : console.write(text + "\n")
    }

    /// Paragraphs, each wrapped.
    func say(_ paragraphs: String...) { print(paragraphs.flatMap { Wrapping.sentences(SafeText.block($0), width: page.measure) }) }

    /// The same to standard error: what stands beside the result of a command.
    func mention(_ paragraphs: String...) {
        let lines = paragraphs.flatMap { Wrapping.sentences(SafeText.block($0), width: page.measure) }
        console.complain(lines.map { $0 + "\n" }.joined())
    }

    func print(_ json: JSON) { console.write(json.text + "\n") }

    /// - Returns: false unless somebody says yes.
    func confirm(_ question: String) -> Bool {
        let answer = console.readLine(prompt: SafeText.block(question) + Wording.yesOrNo) ?? ""
        return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
    }

    /// Asks for one of several, by its number. Whoever types anything else is asked again, twice.
    ///
    /// - Parameter choices: a line each, made harmless.
    /// - Returns: the place of the one that was chosen, from 0; `nil` if nobody chose.
    func choose(_ question: String, among choices: [String]) -> Int? {
        mention(question)
        number(choices)
        for _ in 0..<3 {
            let answer = (console.readLine(prompt: Wording.number(upTo: choices.count)) ?? "").filter { !$0.isWhitespace }
            if answer.isEmpty { return nil }
            if let number = Int(answer), choices.indices.contains(number - 1) { return number - 1 }
        }
        return nil
    }

    /// Asks for any of several, by their numbers. Enter means all of them, as does `all`; whoever types what is none is asked again, twice.
    ///
    /// - Parameter choices: a line each, made harmless.
    /// - Returns: the places of those that were chosen, from 0; `nil` if nobody chose.
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

    /// An argument, or what is typed at a prompt, or else standard input. `-` stands for no argument.
    func secret(_ argument: String?, asking prompt: String) throws -> String {
        if let argument, argument != "-" { return argument }
        if console.isInteractive { return console.readLine(prompt: prompt) ?? "" }
        return try text(console.readAll(), of: Wording.standardInput)
    }

    /// The text of a file that was named; `-` is standard input.
    func contents(of file: String) throws -> String {
        guard file != "-" else { return try text(console.readAll(), of: Wording.standardInput) }
        let bytes: [UInt8]
        do { bytes = try files.read(file) } catch { throw Wording.unreadableFile(file) }
        return try text(bytes, of: file)
    }

    /// - Throws: a failure where the octets are no text.
    func text(_ bytes: [UInt8], of source: String) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Wording.notText(source) }
        return text
    }

    /// What the client wants told once, on standard error.
    func tellNotices() throws {
        guard let opened else { return }
        let notices = try opened.takeNotices().filter { !isTold($0.notice) }
        guard !notices.isEmpty else { return }
        let partner = try opened.status().partner
        var added: [DeviceID] = []
        for row in notices {
            if case .deviceAdded(let device) = row.notice {
                added.append(device)
            } else {
                mention(Wording.notice(row.notice, count: row.count, partner: partner))
            }
        }
        // All in one sentence: whoever has a machine of somebody's may add many.
        if !added.isEmpty, let told = try Wording.devicesAdded(added, among: opened.devices()) { mention(told) }
    }

    private func isTold(_ notice: Notice) -> Bool {
        switch notice {
        case .partnerJoined: hasGreeted
        case .superseded(_?), .locked(_?), .pairReplaced(_?), .refused, .heldBack, .partnerChanged, .serverWentBack, .foundedAgain,
            .partnerLeft, .needsNewerVersion, .notAnAnswer, .doesNotOpen, .offersRefused, .heldByPartner:
            hasExplained
        case .superseded(nil), .locked(nil), .pairReplaced(nil), .notBelieved, .keyDoesNotOpen, .inTheWay, .deviceAdded: false
        }
    }
}
