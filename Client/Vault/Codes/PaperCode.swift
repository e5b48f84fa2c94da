import Crypto
package import Models

/// A code as people read, type and keep it: `host:port/` and 32 Crockford characters in groups of four. If the server has a path, it
/// stands before the last slash.
///
/// The characters encode the kind and flags (1 byte), the secret (16) and a checksum (3) that covers the address too.
package struct PaperCode: Hashable, Sendable {
    package let kind: CodeKind
    package let host: String
    package let port: Int
    package let path: ServerPath
    /// The server speaks plain HTTP, on loopback.
    package let isPlain: Bool
    /// The server's certificate is pinned; the pin is in the code's box.
    package let isPinned: Bool
    /// 128 random bits.
    package let secret: Bytes

    package init(
        kind: CodeKind, host: String, port: Int, path: ServerPath = .root, isPlain: Bool, isPinned: Bool, random: RandomSource
    ) {
        self.init(kind: kind, host: host, port: port, path: path, isPlain: isPlain, isPinned: isPinned, secret: random.bytes(16))
    }

    private init(kind: CodeKind, host: String, port: Int, path: ServerPath, isPlain: Bool, isPinned: Bool, secret: Bytes) {
        self.kind = kind
        self.host = host.lowercased()
        self.port = port
        self.path = path
        self.isPlain = isPlain
        self.isPinned = isPinned
        self.secret = secret
    }

    /// Checks everything that can be checked offline. Ignores what a message or a browser puts around a code: quotes, angle brackets,
    /// a full stop, and `https://` before it.
    ///
    /// - Throws: `CodeError`.
    package init(parsing text: String) throws(CodeError) {
        let trimmed = Self.withoutWrapping(text)
        guard let slash = trimmed.lastIndex(of: "/") else { throw .noAddress }
        let address = trimmed[..<slash]
        let origin = address[..<(address.firstIndex(of: "/") ?? slash)]
        guard let colon = origin.lastIndex(of: ":"), let port = Int(origin[origin.index(after: colon)...]),
            (1...65_535).contains(port), let path = ServerPath(parsing: address[origin.endIndex...])
        else { throw .noAddress }
        let host = origin[..<colon].trimmingBrackets
        guard !host.isEmpty else { throw .noAddress }
        let bytes: Bytes
        let characters = trimmed[trimmed.index(after: slash)...].filter { $0 != "-" }
        do { bytes = try Crockford.decode(characters) } catch { throw .unknownCharacter(error.character) }
        // One character too many would add less than a byte, so the byte count wouldn't show it.
        guard characters.count * 5 == Self.byteCount * 8 else { throw .wrongLength }
        guard let kind = CodeKind(rawValue: bytes[0] & 0x0F) else { throw .mistyped }
        self.init(
            kind: kind, host: String(host), port: port, path: path, isPlain: bytes[0] & 0x10 != 0,
            isPinned: bytes[0] & 0x20 != 0, secret: Bytes(bytes[1..<17]))
        guard bytes[0] & 0xC0 == 0, Bytes(bytes[17...]) == checksum else { throw .mistyped }
    }

    package var text: String {
        let characters = Array(Crockford.encode([flags] + secret + checksum))
        let groups = stride(from: 0, to: characters.count, by: 4).map { String(characters[$0..<$0 + 4]) }
        return "\(host.contains(":") ? "[\(host)]" : host):\(port)\(path.text)/\(groups.joined(separator: "-"))"
    }

    /// The keys from which everything that the code allows is derived.
    package var keys: CodeKeys {
        var writer = CanonicalWriter("twofold/code/v1")
        writer.append([kind.rawValue])
        writer.append(secret)
        return CodeKeys(root: SecretKey(SymmetricKey(data: SHA256.hash(data: writer.bytes))))
    }

    private static let byteCount = 20

    /// The text without white space and invisible characters, and without what stands around it.
    private static func withoutWrapping(_ text: String) -> Substring {
        let seen = text.unicodeScalars.filter { $0.properties.generalCategory != .format && !$0.properties.isWhitespace }
        var rest = String(String.UnicodeScalarView(seen))[...]
        while let last = rest.last, isAround(last) || ".,;!".contains(last) { rest.removeLast() }
        rest = rest.drop(while: isAround)
        for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        return rest
    }

    private static func isAround(_ character: Character) -> Bool { "'\"`´‘’‚‛“”„‟«»‹›<>()".contains(character) }

    private var flags: UInt8 { kind.rawValue | (isPlain ? 0x10 : 0) | (isPinned ? 0x20 : 0) }

    private var checksum: Bytes {
        var writer = CanonicalWriter("twofold/code-checksum/v1")
        writer.append(host)
        writer.append(Int64(port))
        writer.append([flags])
        writer.append(secret)
        // Codes of servers without a path keep the checksum that they always had.
        if path != .root { writer.append(path.text) }
        return Bytes(SHA256.hash(data: writer.bytes).prefix(3))
    }
}

extension Substring {
    fileprivate var trimmingBrackets: Substring { hasPrefix("[") && hasSuffix("]") ? dropFirst().dropLast() : self }
}
