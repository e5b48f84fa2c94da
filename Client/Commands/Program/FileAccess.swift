package import Models

/// Files that people name on the command line.
package struct FileAccess {
    package let read: (String) throws -> Bytes
    /// Whole and durable, for its owner alone (mode 0600), in place of what was there.
    package let write: (String, Bytes) throws -> Void

    package init(read: @escaping (String) throws -> Bytes, write: @escaping (String, Bytes) throws -> Void) {
        self.read = read
        self.write = write
    }
}
