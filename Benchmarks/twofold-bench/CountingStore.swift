import ServerCore
import Synchronization

/// A store that counts its committed transactions.
struct CountingStore<Inner: Store>: Store {
    let inner: Inner
    let count = Count()

    init(_ inner: Inner) { self.inner = inner }

    func read<Value>(_ body: (Inner.Reader) throws -> Value) throws -> Value { try inner.read(body) }

    func write<Value>(_ body: (Inner.Writer) throws -> Value) throws -> Value {
        let value = try inner.write(body)
        count.addOne()
        return value
    }

    final class Count: Sendable {
        private let value = Atomic(0)

        var total: Int { value.load(ordering: .relaxed) }

        func addOne() { value.add(1, ordering: .relaxed) }
    }
}
