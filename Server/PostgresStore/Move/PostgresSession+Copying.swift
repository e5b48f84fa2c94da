import CPostgres
import Models
import ServerCore
import StoreSQL

extension PostgresSession {
    /// Reads every row of a table that moves, through COPY. If `take` throws, the session is of no further use.
    func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try begin("COPY (\(table.query)) TO STDOUT (FORMAT binary)", PGRES_COPY_OUT)
        try receive(take)
        try end()
    }

    private func receive(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        var parser = CopyParser()
        var buffer: UnsafeMutablePointer<CChar>?
        while case let count = PQgetCopyData(connection, &buffer, 0), count != -1 {
            guard count > 0, let octets = buffer else { throw StoreError.unavailable }
            defer { PQfreemem(octets) }
            try parser.take(UnsafeRawBufferPointer(start: octets, count: Int(count)), take)
        }
    }

    /// Inserts rows through COPY.
    ///
    /// - Parameter rows: calls its argument with each row, as a `StoredRow`'s octets. It mustn't use this session. If it throws, the
    ///   session is of no further use.
    func insert(into table: StoredTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        let sql = "COPY \(table.name) (\(table.list)) FROM STDIN (FORMAT binary)"
        var count = 0
        try rows { row in
            if count % Self.rowsPerCopy == 0 {
                if count > 0 { try finishCopy() }
                try begin(sql, PGRES_COPY_IN)
                try CopyParser.header.withUnsafeBytes(put)
            }
            count += 1
            try put(row)
        }
        if count > 0 { try finishCopy() }
    }

    /// PostgreSQL remembers each row until the COPY ends, to look for what it refers to.
    private static var rowsPerCopy: Int { 10_000 }

    private func put(_ octets: UnsafeRawBufferPointer) throws {
        guard PQputCopyData(connection, octets.bindMemory(to: CChar.self).baseAddress, Int32(octets.count)) == 1 else {
            throw StoreError.unavailable
        }
    }

    private func finishCopy() throws {
        try CopyParser.trailer.withUnsafeBytes(put)
        guard PQputCopyEnd(connection, nil) == 1 else { throw StoreError.unavailable }
        try end()
    }

    private func begin(_ sql: String, _ status: ExecStatusType) throws(StoreError) {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard let result, PQresultStatus(result) == status else { throw StoreError(of: result) }
    }

    private func end() throws(StoreError) {
        var failure: StoreError?
        while let result = PQgetResult(connection) {
            defer { PQclear(result) }
            if PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil { failure = StoreError(of: result) }
            guard PQstatus(connection) == CONNECTION_OK else { break }
        }
        if let failure { throw failure }
        guard PQstatus(connection) == CONNECTION_OK else { throw .unavailable }
    }
}

/// Divides the stream of a binary COPY into rows.
struct CopyParser {
    /// The signature, no flags, and no extension.
    static let header: Bytes = Bytes("PGCOPY\n".utf8) + [0xFF] + Bytes("\r\n\0".utf8) + [0, 0, 0, 0, 0, 0, 0, 0]
    static let trailer: Bytes = [0xFF, 0xFF]

    /// What has come of a row that isn't complete.
    private var pending: Bytes = []
    private var isBehindHeader = false

    /// - Parameter octets: the next part of the stream, however it's divided.
    /// - Throws: `corrupt` for another format, or what `take` throws.
    mutating func take(_ octets: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        if pending.isEmpty, isBehindHeader {
            let read = try Self.rows(in: octets, take)
            pending.append(contentsOf: octets[read...])
            return
        }
        pending.append(contentsOf: octets)
        var read = 0
        if !isBehindHeader {
            guard pending.count >= Self.header.count else { return }
            guard pending.starts(with: Self.header) else { throw StoreError.corrupt }
            isBehindHeader = true
            read = Self.header.count
        }
        read += try pending.withUnsafeBytes { try Self.rows(in: UnsafeRawBufferPointer(rebasing: $0[read...]), take) }
        pending.removeFirst(read)
    }

    /// - Returns: how many octets were complete rows.
    private static func rows(in octets: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        var start = 0
        while let end = try Self.end(of: start, in: octets) {
            // The trailer.
            if end - start > 2 || octets[start] != 0xFF { try take(UnsafeRawBufferPointer(rebasing: octets[start..<end])) }
            start = end
        }
        return start
    }

    /// - Returns: where the row from `start` on ends; `nil` if it's incomplete.
    private static func end(of start: Int, in octets: UnsafeRawBufferPointer) throws -> Int? {
        guard octets.count >= start + 2 else { return nil }
        let columns = Int(Int16(bigEndian: octets.loadUnaligned(fromByteOffset: start, as: Int16.self)))
        var place = start + 2
        for _ in 0..<max(0, columns) {
            guard octets.count >= place + 4 else { return nil }
            let length = Int(Int32(bigEndian: octets.loadUnaligned(fromByteOffset: place, as: Int32.self)))
            place += 4 + max(0, length)
        }
        return place <= octets.count ? place : nil
    }
}
