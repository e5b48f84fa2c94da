/// The part of a pasted text that may hold a server's address: a log line, a quoted command, an email.
struct ServerLine {
    /// Split at white space, from where the address may start to the last place where it can end.
    private let pieces: [Substring]

    /// Candidate texts, longest first: a narrow window or an email can break a line anywhere. The last is the unbroken piece.
    var readings: [String] { pieces.indices.reversed().map { Self.trimmed(pieces[...$0].joined()) } }

    /// Whether it holds more than an address.
    var hasFields: Bool { pieces.joined().contains("#") }

    private init(_ pieces: some Collection<Substring>) { self.pieces = Array(pieces.prefix(Self.mostPieces)) }

    /// More pieces than this would be prose, not a wrapped line.
    private static let mostPieces = 16

    /// Addresses in a text, those with fields first.
    static func addresses(in text: String) -> [ServerLine] {
        let text = plain(text)
        let starts = text.matches(of: /(?i)https?:\/\//).map(\.range.lowerBound)
        guard !starts.isEmpty else { return schemeless(in: text) }
        let lines = starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1] : text.endIndex
            return ServerLine(self.pieces(of: text[starts[index]..<end].prefix { !isAround($0) }))
        }
        return lines.filter(\.hasFields) + lines.filter { !$0.hasFields }
    }

    /// The part after an address's `#`, on its own.
    static func fields(in text: String) -> ServerLine? {
        let text = plain(text)
        if let start = text.firstRange(of: /(pin|registration)=/)?.lowerBound {
            return ServerLine(pieces(of: text[start...].prefix { !isAround($0) }))
        }
        let pieces = text.split { $0.isWhitespace || isAround($0) }.map { Substring(trimmed($0)) }
        let token = (pieces + [Substring(pieces.joined())]).first { ServerSetting.isRegistration($0) }
        return token.map { ServerLine(["registration=" + $0]) }
    }

    /// Pieces that would be an address if they had a scheme.
    private static func schemeless(in text: String) -> [ServerLine] {
        let pieces = text.split { $0.isWhitespace || isAround($0) }
        let start = pieces.firstIndex { piece in
            let piece = trimmed(piece)
            return piece.contains(/^[^#\/]+(\/[^#]*)?#(pin|registration)=/)
                || piece.contains(/^(localhost|[^:#\/]+\.[^:#\/]+):[0-9]+(\/[^#]*)?$/)
        }
        if let start { return [ServerLine(pieces[start...])] }
        guard pieces.count == 1, trimmed(pieces[0]).contains(/[.:]/) || pieces[0] == "localhost" else { return [] }
        return [ServerLine(pieces)]
    }

    private static func pieces(of text: Substring) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    /// The text before a shell or a web page altered it, without invisible characters.
    private static func plain(_ text: String) -> String {
        let seen = text.unicodeScalars.filter { $0.properties.generalCategory != .format }
        return String(String.UnicodeScalarView(seen)).replacing(/\\([#&=?])/) { $0.output.1 }.replacing("&amp;", with: "&")
    }

    /// Whether the character ends an address wherever it occurs.
    private static func isAround(_ character: Character) -> Bool { "'\"`‘’‚“”„«»‹›<>(){}|│,;".contains(character) }

    /// Without trailing sentence punctuation.
    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = String(text)
        while let last = text.last, ".!?…*".contains(last) { text.removeLast() }
        return text
    }
}
