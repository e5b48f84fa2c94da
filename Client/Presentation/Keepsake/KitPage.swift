package import ClientCore

/// A recovery kit as an HTML page to print: without scripts or network requests, black on white, on one sheet.
package struct KitPage {
    let code: String
    let name: String?
    let made: String

    /// - Parameter made: the date, as people write it.
    package init(_ kit: PrintedCode, name: String?, made: String) {
        (code, self.name, self.made) = (kit.text, name, made)
    }

    package var text: String { html.text }

    private var html: HTML {
        .page(
            Messages.KitPage.title, colours: "light", style: Self.sheet,
            body: """
                <h1>\(Messages.KitPage.title)</h1>
                <p>\(owner)</p>
                <p>\(Messages.KitPage.what)</p>
                \(symbol)
                <p class="code">\(code)</p>
                <h2>\(Messages.KitPage.toDo)</h2>
                <ol>
                \(Messages.KitPage.steps.map { "<li>\($0)</li>\n" as HTML })</ol>
                <p>\(Messages.KitPage.care)</p>
                """)
    }

    private var owner: HTML {
        let made = Messages.KitPage.made(made)
        return name.map { "<b dir=\"auto\" lang=\"\">\($0)</b> · \(made)" } ?? "\(made)"
    }

    /// One path over all dark modules, with the margin that readers may require.
    private var symbol: HTML? {
        guard let symbol = QRSymbol(code) else { return nil }
        let margin = QRText.Margin.full.rawValue
        let side = QRText.side(symbol, .full)
        let rows = 0..<symbol.width
        let modules = rows.flatMap { row in
            rows.filter { symbol.isDark(row, $0) }.map { "M\($0 + margin) \(row + margin)h1v1h-1z" }
        }
        let path = HTML(drawn: modules.joined())
        return """
            <svg viewBox="0 0 \(side) \(side)" role="img" aria-label="\(Messages.KitPage.symbol)" shape-rendering="crispEdges">\
            <path d="\(path)"/></svg>
            """
    }

    private static let sheet: HTML = """
        @page { margin: 2cm; }
        html { background: #fff; color: #000; font: 12pt/1.5 Georgia, "Noto Serif", serif; }
        body { max-width: 36rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; font-weight: 400; margin: 0 0 .5rem; }
        h2 { font-size: 1.1rem; font-weight: 400; margin: 1.5rem 0 .3rem; }
        svg { display: block; width: 7cm; margin: 1rem 0; }
        .code { font: 13pt/1.6 ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid #000; padding: .6rem .8rem; }
        li { margin: .2rem 0; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
        """
}
