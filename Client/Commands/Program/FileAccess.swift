package import Models

/// Access to files that are named on the command line.
package struct FileAccess {
    package let read: (String) throws -> Bytes
    /// Atomically and durably replaces the file, with access for its owner only (mode 0600).
    package let write: (String, Bytes) throws -> Void

    package init(read: @escaping (String) throws -> Bytes, write: @escaping (String, Bytes) throws -> Void) {
        self.read = read
        self.write = write
    }
}
