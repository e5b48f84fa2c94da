import Foundation
import NIOCore
import PostgresStore
import ServerCore
import ServerHTTP

/// Converts lower-level errors into messages for the server's operator.
extension ServerSetUpError {
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - backup: the file being read, if any.
    ///   - target: the file being written, if any.
    /// - Throws: `ServerSetUpError` instead of a `StoreError`; other errors unchanged.
    static func explaining<Value>(
        in folder: String, from backup: String? = nil, to target: String? = nil, _ body: () throws -> Value
    ) throws -> Value {
        do { return try body() } catch let error as StoreError {
            throw ServerSetUpError(error.words(folder: folder, from: backup, to: target))
        }
    }

    /// - Throws: `ServerSetUpError` instead of a `StoreError`; other errors unchanged.
    static func explaining<Value>(in database: PostgresDatabase, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as StoreError { throw ServerSetUpError(error.words(in: database)) }
    }

    static func explaining<Value>(in place: DatabasePlace, _ body: () throws -> Value) throws -> Value {
        switch place {
        case .folder(let path): try explaining(in: path, body)
        case .postgres(let database): try explaining(in: database, body)
        }
    }

    static func explaining(listeningOn address: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as IOError {
            throw ServerSetUpError(
                POSIXErrorCode(rawValue: error.errnoCode) == .EADDRINUSE
                    ? "Something else already listens on \(address)."
                    : "It can't listen on \(address) (error \(error.errnoCode)).")
        }
    }
}
