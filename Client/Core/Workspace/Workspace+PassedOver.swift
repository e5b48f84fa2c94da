import Models
import Wire

/// What was handed over and not taken is remembered, told once, and asked for anew.
extension Workspace {
    /// - Parameter isTold: false for what may yet turn out to be genuine.
    func passOver(
        _ kind: PassedOver.Kind, record: RecordID? = nil, by signer: DeviceID? = nil, prompt: String? = nil, isTold: Bool = true
    ) throws {
        let item = PassedOver.Item(kind: kind, record: record, signer: signer, prompt: prompt)
        let isFirst = try changePassedOver { $0.add(item, isTold: isTold, isAskingAnew: isAskingAnew) }
        if isFirst { try notify(.notBelieved(what: kind.rawValue, prompt: prompt)) }
    }

    func changePassedOver<Value>(_ body: (inout PassedOver) throws -> Value) throws -> Value {
        var passed = try passedOver ?? transaction.passedOver()
        let value = try body(&passed)
        passedOver = passed
        return value
    }

    /// Writes down what `changePassedOver` changed: a page may bring hundreds.
    func storePassedOver() throws {
        guard let passedOver else { return }
        try transaction.set(passedOver)
    }

    /// Whether the whole feed is to be fetched once more, now that all else is at rest.
    func beginsAskingAnew() throws -> Bool {
        guard membership.phase == .paired || membership.phase == .waiting, try transaction.passedOver().isDue(now) else {
            return false
        }
        try changePassedOver { $0.beginAsking() }
        try storePassedOver()
        return true
    }

    /// Of a feed that is fetched once more, a seal that its author may still take back is left out, unless it was passed over: the
    /// taking back is sent to those alone whose own cursor has come past the seal.
    func isWorthAskingFor(_ change: Change) throws -> Bool {
        guard case .record(let record) = change, record.header.class == .sealed, !record.header.isDeleted,
            record.header.author != membership.partner, record.phase != .frozen, record.phase != .revealed
        else { return true }
        return try changePassedOver { $0.names(record.header.id) }
    }
}

extension RecordChange {
    /// The last of the records that nobody known has signed for which there is room; what has none.
    static func fitting(_ records: [RecordChange]) -> (kept: [RecordChange], dropped: [RecordChange]) {
        var bytesLeft = 1024 * 1024
        var kept: [RecordChange] = []
        for record in records.reversed() {
            bytesLeft -= record.encodedSize()
            guard bytesLeft >= 0, kept.count < PassedOver.most else { break }
            kept.append(record)
        }
        return (kept.reversed(), Array(records.dropLast(kept.count)))
    }
}
