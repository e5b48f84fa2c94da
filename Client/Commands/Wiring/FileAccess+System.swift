extension FileAccess {
    /// The files of this machine.
    package static var system: FileAccess {
        FileAccess(read: { try PrivateFile.read($0) }, write: { try PrivateFile.write($0, $1) })
    }
}
