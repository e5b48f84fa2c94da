/// The parts of what somebody pasted that may say where a server is: a line of a log, a command with its quotes, a mail.
struct ServerLine {
    /// What white space divides, from where it may begin to where it must have ended.
    private let pieces: [Substring]

    /// What may have been written, the longest first: a narrow window, or a mail, breaks a line anywhere. The last is what stands there
    /// without a gap.
    var readings: [String] { pieces.indices.reversed().map { Self.trimmed(pieces[...$0].joined()) } }

    /// Whether it says more than an address.
    var hasFields: Bool { pieces.joined().contains("#") }

    private init(_ pieces: some Collection<Substring>) { self.pieces = Array(pieces.prefix(Self.mostPieces)) }

    /// More would be a text, and no line that was wrapped.
    private static let mostPieces = 16

    /// Addresses in a text, those that say more first.
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

    /// What stands behind `#` of an address, alone.
    static func fields(in text: String) -> ServerLine? {
        let text = plain(text)
        if let start = text.firstRange(of: /(pin|registration)=/)?.lowerBound {
            return ServerLine(pieces(of: text[start...].prefix { !isAround($0) }))
        }
        let pieces = text.split { $0.isWhitespace || isAround($0) }.map { Substring(trimmed($0)) }
        let token = (pieces + [Substring(pieces.joined())]).first { ServerSetting.isRegistration($0) }
        return token.map { ServerLine(["registration=" + $0]) }
    }

    /// Pieces that are an address but for what it begins with.
    private static func schemeless(in text: String) -> [ServerLine] {
        let pieces = text.split { $0.isWhitespace || isAround($0) }
        let start = pieces.firstIndex { piece in
            let piece = trimmed(piece)
            return piece.contains(/^[^#\/]+\/?#(pin|registration)=/) || piece.contains(/^(localhost|[^:#\/]+\.[^:#\/]+):[0-9]+\/?$/)
        }
        if let start { return [ServerLine(pieces[start...])] }
        guard pieces.count == 1, trimmed(pieces[0]).contains(/[.:]/) || pieces[0] == "localhost" else { return [] }
        return [ServerLine(pieces)]
    }

    private static func pieces(of text: Substring) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    /// As it was before a shell or a page got hold of it, and without what nobody sees.
    private static func plain(_ text: String) -> String {
        let seen = text.unicodeScalars.filter { $0.properties.generalCategory != .format }
        return String(String.UnicodeScalarView(seen)).replacing(/\\([#&=?])/) { $0.output.1 }.replacing("&amp;", with: "&")
    }

    /// Whether it ends an address wherever it stands.
    private static func isAround(_ character: Character) -> Bool { "'\"`‘’‚“”„«»‹›<>(){}|│,;".contains(character) }

    /// Without what ends a sentence.
    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = String(text)
        while let last = text.last, ".!?…*".contains(last) { text.removeLast() }
        return text
    }
}
