extension Context {
    /// A code on paper, to be copied; above it the same to be photographed, on a terminal where all of it stays in sight.
    func printCode(_ code: String, _ options: QROptions) {
        print((options.isPlain ? nil : drawing(of: code)) ?? [""])
        print(["    " + Style.strong(code, on: page), ""])
    }

    /// Nil where it does not fit together with the five lines that may come below it.
    private func drawing(of code: String) -> [String]? {
        guard console.isTerminal, let columns = console.columns, let rows = console.rows, let symbol = QRSymbol(code),
            QRText.side(symbol) <= columns
        else { return nil }
        let lines = QRText.lines(symbol, on: page)
        return lines.count + 5 <= rows ? lines : nil
    }
}
