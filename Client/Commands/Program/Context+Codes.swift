import ClientCore
import Vault

extension Context {
    /// A code on paper, to be copied; above it the same to be photographed, on a terminal where all of it stays in sight; below it what
    /// matters about it, which so is read last and never scrolls away.
    ///
    /// - Parameter after: how many lines come below all of it.
    func lines(of code: PrintedCode, _ options: QROptions, saying sentences: [String], after: Int = 0) -> [String] {
        let said = (sentences + reach(of: code)).flatMap { Wrapping.sentences($0, width: page.measure) }
        let text = "    " + Style.strong(code.text, on: page)
        let forms = drawings(of: code, options).flatMap { [$0 + [text, ""] + said, $0 + [text] + said] }
        // The line below the last is the shell's, or stays empty.
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

    /// An address of loopback leads every machine to itself.
    private func reach(of code: PrintedCode) -> [String] {
        guard let code = try? PaperCode(parsing: code.text) else { return [] }
        let address = ServerAddress(isSecure: !code.isPlain, host: code.host, port: code.port, trust: .authority)
        return address.isLoopback ? [Wording.codeOfLoopback(address.host)] : []
    }
}
