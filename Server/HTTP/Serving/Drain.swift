import Synchronization

/// Whether the server has been told to stop. Until it closes its socket, it answers everybody, says that it isn't ready, and ends each
/// connection after the reply. Thread-safe.
package final class Drain: Sendable {
    private let begun = Atomic(false)

    package init() {}

    package var isOn: Bool { begun.load(ordering: .relaxed) }
    package func begin() { begun.store(true, ordering: .relaxed) }
}
