import Models
import ServerCore

/// The server's store. Its process can end at a commit, and its writer can be blocked until others wait behind it.
struct SimStore<Inner: Store>: Store {
    let inner: Inner
    let faults: SimFaults

    func read<Value>(_ body: (Inner.Reader) throws -> Value) throws -> Value { try inner.read(body) }

    func write<Value>(_ body: (Inner.Writer) throws -> Value) throws -> Value {
        let moment = try begin()
        let value = try inner.write { try ended(moment, body($0)) }
        if moment == .after { throw faults.end() }
        return value
    }

    func write<Value>(for couple: CoupleID, _ body: (Inner.Writer) throws -> Value) throws -> Value {
        let moment = try begin()
        let value = try inner.write(for: couple) { try ended(moment, body($0)) }
        if moment == .after { throw faults.end() }
        return value
    }

    var writers: Int { inner.writers }
    var sharing: (any StoreSharing)? { inner.sharing }

    private func begin() throws -> Moment? {
        let moment = faults.begin()
        if moment == .before { throw faults.end() }
        return moment
    }

    private func ended<Value>(_ moment: Moment?, _ value: Value) throws -> Value {
        if moment == .within { throw faults.end() }
        return value
    }
}
