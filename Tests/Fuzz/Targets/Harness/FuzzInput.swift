import Models

/// An input read as decisions, from its front. Beyond its end there are only zeros, so that every input makes every decision.
struct FuzzInput {
    private var rest: ArraySlice<UInt8>

    init(_ octets: Bytes) { rest = octets[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func octet() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func flag() -> Bool { octet() & 1 == 1 }

    /// Less than `limit`, which must be at least 1.
    mutating func number(below limit: Int) -> Int {
        let high = limit > 256 ? Int(octet()) << 8 : 0
        return (high | Int(octet())) % limit
    }

    /// - Returns: `nil` if there's nothing to choose from.
    mutating func element<Element>(of choices: [Element]) -> Element? {
        choices.isEmpty ? nil : choices[number(below: choices.count)]
    }

    mutating func octets(_ count: Int) -> Bytes { (0..<count).map { _ in octet() } }

    mutating func int64() -> Int64 { octets(8).reduce(0) { $0 << 8 | Int64($1) } }

    mutating func remainder() -> Bytes {
        defer { rest = [] }
        return Bytes(rest)
    }
}
