import ClientCore
import Machine
import Presentation
import Vault

extension Context {
    /// A paper code to copy; above it the same as a QR code, on a terminal that can show everything at once; below it what the user
    /// must know about it, where it is read last and doesn't scroll away.
    ///
    /// - Parameter after: the number of lines that follow.
    func lines(of code: PrintedCode, _ options: QROptions, saying sentences: [String], after: Int = 0) -> [String] {
        let said = (sentences + reach(of: code)).flatMap { Wrapping.sentences($0, width: page.measure) }
        let text = "    " + Style.strong(code.text, on: page)
        let forms = drawings(of: code, options).flatMap { [$0 + [text, ""] + said, $0 + [text] + said] }
        // The line below the last is for the shell prompt, or stays empty.
        return forms.first { $0.count + after < console.rows ?? 0 } ?? ["", text, ""] + said
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
        return address.isLoopback ? [Wording.codeOfLoopback(address.host)] : []
    }
}
