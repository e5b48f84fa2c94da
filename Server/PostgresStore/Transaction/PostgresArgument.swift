import Models

/// A value that can be bound to a statement, in PostgreSQL's binary form.
protocol PostgresArgument {
    /// - Returns: how many octets it appended.
    func append(to octets: inout [CChar]) -> Int
}

extension Int64: PostgresArgument {
    func append(to octets: inout [CChar]) -> Int {
        withUnsafeBytes(of: bigEndian) { octets.append(contentsOf: $0.bindMemory(to: CChar.self)) }
        return 8
    }
}

extension Int: PostgresArgument {
    func append(to octets: inout [CChar]) -> Int { Int64(self).append(to: &octets) }
}

extension Bool: PostgresArgument {
    func append(to octets: inout [CChar]) -> Int {
        octets.append(self ? 1 : 0)
        return 1
    }
}

extension String: PostgresArgument {
    func append(to octets: inout [CChar]) -> Int {
        octets.append(contentsOf: utf8.lazy.map { CChar(bitPattern: $0) })
        return utf8.count
    }
}

extension [UInt8]: PostgresArgument {
    func append(to octets: inout [CChar]) -> Int {
        withUnsafeBytes { octets.append(contentsOf: $0.bindMemory(to: CChar.self)) }
        return count
    }
}

extension FixedBytes {
    var column: Bytes { bytes }
}
