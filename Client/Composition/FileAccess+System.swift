package import Commands
import Machine

extension FileAccess {
    /// The file system.
    package static var system: FileAccess {
        FileAccess(read: { try PrivateFile.read($0) }, write: { try PrivateFile.write($0, $1) })
    }
}
