import ServerCore
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Prevents a second process from serving the same data folder, until the lock is released or deallocated.
final class FolderLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: `inUse`, `readOnly`, `full`, `inaccessible`.
    init(path: String) throws(StoreError) {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(systemCode: errno) }
        // The lock belongs to the open file, not the process. The system releases it when the process ends, in whatever way.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            close(descriptor)
            throw isHeld ? .inUse : .inaccessible
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    var isHeld: Bool { descriptor.withLock { $0 != nil } }

    func release() {
        descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }
}
