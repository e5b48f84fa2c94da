import Foundation
import NIOCore
import ServerCore
import ServerHTTP

/// Puts what goes wrong below into words for whoever runs the server.
enum Fault {
    static func explaining<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as StoreError { throw ServerFault(words(error)) }
    }

    static func explaining(listening plan: ServePlan, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as IOError {
            let address = "\(plan.host):\(plan.port)"
            throw ServerFault(
                POSIXErrorCode(rawValue: error.errnoCode) == .EADDRINUSE
                    ? "Something else listens on \(address) already."
                    : "It cannot listen on \(address) (error \(error.errnoCode)).")
        }
    }

    private static func words(_ error: StoreError) -> String {
        switch error {
        case .full: "No room is left on the disk."
        case .corrupt: "The database is damaged, or the file is none. Restore a backup."
        case .newer: "The database was written by a newer version of this program."
        case .inUse: "Another server has the data folder."
        case .inaccessible: "The database cannot be opened."
        case .failed(let code): "The database failed (error \(code))."
        }
    }
}
