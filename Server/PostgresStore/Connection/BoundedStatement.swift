import CPostgres
import Dispatch
import ServerCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs SQL for which nobody waits longer than so long: a server's process that has been stopped keeps its connection open, and libpq would
/// wait for it forever.
enum BoundedStatement {
    /// - Parameter connection: isn't in pipeline mode. Close it if this throws.
    /// - Returns: the last statement's result, for the caller to clear.
    static func run(_ sql: String, on connection: OpaquePointer, within patience: Duration) throws(StoreError) -> OpaquePointer {
        let deadline = DispatchTime.now() + .nanoseconds(Int(patience.nanoseconds))
        // Otherwise it would also wait for ever until everything has been sent.
        guard PQsetnonblocking(connection, 1) == 0 else { throw .unavailable }
        defer { PQsetnonblocking(connection, 0) }
        guard PQsendQuery(connection, sql) == 1 else { throw .unavailable }
        var last: OpaquePointer?
        do throws(StoreError) {
            while true {
                try receive(from: connection, until: deadline)
                guard let result = PQgetResult(connection) else { break }
                PQclear(last)
                last = result
            }
        } catch {
            PQclear(last)
            throw error
        }
        guard let last, [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(last)) else {
            defer { PQclear(last) }
            throw StoreError(of: last)
        }
        return last
    }

    /// Returns once a result can be taken without waiting.
    private static func receive(from connection: OpaquePointer, until deadline: DispatchTime) throws(StoreError) {
        while true {
            let unsent = PQflush(connection)
            guard unsent >= 0 else { throw .unavailable }
            if unsent == 0, PQisBusy(connection) == 0 { return }
            let now = DispatchTime.now()
            guard now < deadline else { throw .unavailable }
            let milliseconds = (deadline.uptimeNanoseconds - now.uptimeNanoseconds) / 1_000_000 + 1
            var polled = pollfd(
                fd: PQsocket(connection), events: Int16(unsent > 0 ? POLLIN | POLLOUT : POLLIN), revents: 0)
            _ = poll(&polled, 1, Int32(clamping: milliseconds))
            if polled.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
                guard PQconsumeInput(connection) == 1 else { throw .unavailable }
            }
        }
    }
}
