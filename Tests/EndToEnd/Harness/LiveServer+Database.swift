import GRDB
import ProgramSupport

extension LiveServer {
    /// As if all tokens had been given long ago.
    ///
    /// - Precondition: not served.
    func expireTokens() throws {
        let queue = try DatabaseQueue(path: data + "/twofold.sqlite")
        try queue.write { try $0.execute(sql: "UPDATE tokens SET expires = 1") }
        try queue.close()
    }
}
