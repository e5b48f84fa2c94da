import ClientCore
import Machine
import Presentation
import Vault

extension Context {
    /// A server from an argument, a prompt or standard input.
    ///
    /// - Parameters:
    ///   - argument: `nil` or `-` to read it instead.
    ///   - known: the home's server, to which a pin or token without an address applies.
    /// - Returns: `nil` for empty input.
    /// - Throws: `ServerSettingError`.
    func server(_ argument: String?, asking prompt: String, known: ServerAddress? = nil) throws -> ServerSetting? {
        var typed = ""
        return try patiently {
            let line = try secret(argument, asking: prompt)
            typed += line + "\n"
            guard line.contains(where: { !$0.isWhitespace }) else { return nil }
            do {
                return try ServerSetting(parsing: line, known: known)
            } catch {
                // A paste from a narrow window arrives as several lines, each an answer of its own.
                guard let whole = try? ServerSetting(parsing: typed, known: known), whole.isTelling else { throw error }
                return whole
            }
        } mistyped: {
            argument == nil || argument == "-" ? ($0 as? ServerSettingError).map(Messages.commandError) : nil
        }
    }

    /// - Throws: `CommandError` if none is given.
    func passphrase() throws -> String { try read(Messages.Membership.passphrase) }

    /// Prompts for a new passphrase twice; standard input holds it once.
    ///
    /// - Throws: `CommandError` if the two differ, or the passphrase is too short.
    func newPassphrase() throws -> String {
        if console.isInteractive { mention(Messages.Membership.passphraseAdvice) }
        return try patiently(newPassphraseOnce) { $0 as? CommandError }
    }

    /// Lets a user at a terminal try three times. Otherwise they would be back in a shell that echoes and records what they type
    /// next.
    ///
    /// - Parameter mistyped: the message for an error that is a typing mistake; `nil` if retrying is pointless.
    func patiently<Result>(_ body: () throws -> Result, mistyped: (any Error) -> CommandError?) throws -> Result {
        for _ in 1..<(console.isInteractive ? 3 : 1) {
            do { return try body() } catch {
                guard let failure = mistyped(error) else { throw error }
                mention(failure.message)
            }
        }
        return try body()
    }

    /// Runs `body`, which takes seconds, such as turning a passphrase into a key. On a terminal, says so meanwhile.
    func slowly<Result>(_ sentence: String, _ body: () throws -> Result) throws -> Result {
        guard console.isInteractive, console.complaintsAreSeen else { return try body() }
        console.complain(Style.quiet(sentence, on: page))
        defer { console.complain(Cursor.eraseLine) }
        return try console.unheard(body)
    }

    private func newPassphraseOnce() throws -> String {
        let first = try read(Messages.Membership.newPassphrase)
        guard first.count >= 8 else { throw Messages.Membership.passphraseShort }
        let second = console.readSecret(prompt: Messages.Membership.newPassphraseAgain)
        guard second == first || second == nil && !console.isInteractive else { throw Messages.Membership.passphrasesDiffer }
        return first
    }

    private func read(_ prompt: String) throws -> String {
        guard let line = console.readSecret(prompt: prompt), !line.isEmpty else { throw Messages.Membership.passphraseMissing }
        return line
    }

    /// A paper code to copy; above it the same as a QR code, on a terminal that can show everything at once; below it what the user
    /// must know about it, where it is read last and doesn't scroll away.
    ///
    /// - Parameters:
    ///   - after: the number of lines that follow.
    ///   - command: what draws it in a larger window.
    func lines(
        of code: PrintedCode, _ options: QROptions, saying sentences: [String], after: Int = 0, again command: String
    ) -> [String] {
        let said = (sentences + reach(of: code)).flatMap { Wrapping.sentences($0, width: page.measure) }
        let text = "    " + Style.strong(code.text, on: page)
        let forms = drawings(of: code, options).flatMap { [$0 + [text, ""] + said, $0 + [text] + said] }
        // The line below the last is for the shell prompt, or stays empty.
        if let fits = forms.first(where: { $0.count + after < console.rows ?? 0 }) { return fits }
        let undrawn = undrawn(code, options, rows: said.count + after, again: command)
        let lines = ["", text, ""] + said
        return lines + (lines.count + undrawn.count + after < console.rows ?? 0 ? undrawn : [])
    }

    /// Says that a window has no room for the drawing.
    ///
    /// - Parameter rows: the number of lines below the code.
    private func undrawn(_ code: PrintedCode, _ options: QROptions, rows: Int, again command: String) -> [String] {
        guard !options.isPlain, console.isTerminal, console.rows != nil, let symbol = QRSymbol(code.text),
            let margin = QRText.Margin.allCases.last
        else { return [] }
        let side = QRText.side(symbol, margin)
        let height = (side + 1) / 2 + 1 + rows + 1
        return Wrapping.sentences(Messages.Starting.codeUndrawn(columns: side, rows: height, command), width: page.measure)
    }

    /// From the easiest to read to the smallest.
    private func drawings(of code: PrintedCode, _ options: QROptions) -> [[String]] {
        guard !options.isPlain, console.isTerminal, let columns = console.columns, let symbol = QRSymbol(code.text) else {
            return []
        }
        return QRText.Margin.allCases.filter { QRText.side(symbol, $0) <= columns }.map {
            QRText.lines(symbol, margin: $0, on: page)
        }
    }

    /// A warning if the code has a loopback address, which leads every device to itself.
    private func reach(of code: PrintedCode) -> [String] {
        guard let code = try? PaperCode(parsing: code.text) else { return [] }
        let address = ServerAddress(isSecure: !code.isPlain, host: code.host, port: code.port, trust: .authority)
        return address.isLoopback ? [Messages.Starting.codeOfLoopback(address.host)] : []
    }
}
