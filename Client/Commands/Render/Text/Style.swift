/// How text looks if colours are enabled. Nothing relies on colour alone.
package enum Style: String, Sendable {
    case strong = "1"
    case quiet = "2"
    case mine = "36"
    case theirs = "35"
    case good = "32"
    case warning = "33"

    func callAsFunction(_ text: String, on page: Page) -> String {
        page.isColoured && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
