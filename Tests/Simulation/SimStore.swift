import ServerCore

/// The server's store. Its process can end at a commit, and its writer can be blocked until others wait behind it.
struct SimStore<Inner: Store>: Store {
    let inner: Inner
    let faults: SimFaults

    func read<Value>(_ body: (Inner.Reader) throws -> Value) throws -> Value { try inner.read(body) }

    func write<Value>(_ body: (Inner.Writer) throws -> Value) throws -> Value {
        let moment = faults.begin()
        if moment == .before { throw faults.end() }
        let value = try inner.write { transaction in
            let value = try body(transaction)
            if moment == .within { throw faults.end() }
            return value
        }
        if moment == .after { throw faults.end() }
        return value
    }
}
