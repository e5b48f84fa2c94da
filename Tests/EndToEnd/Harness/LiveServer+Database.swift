import GRDB
import ProgramSupport

extension LiveServer {
    /// Makes all tokens look as if they had been issued long ago.
    ///
    /// - Precondition: the server isn't running.
    func expireTokens() throws {
        let queue = try DatabaseQueue(path: data + "/twofold.sqlite")
        try queue.write { try $0.execute(sql: "UPDATE tokens SET expires = 1") }
        try queue.close()
    }
}
