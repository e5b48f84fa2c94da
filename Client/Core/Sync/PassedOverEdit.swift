import Models
import Wire

/// What was handed over and not taken is remembered, told once, and asked for anew.
struct PassedOverEdit {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    func changePassedOver<Value>(_ body: (inout PassedOver) throws -> Value) throws -> Value {
        var passed = try edit.passedOver ?? edit.transaction.passedOver()
        let value = try body(&passed)
        edit.passedOver = passed
        return value
    }

    /// Writes down what `changePassedOver` changed: a page may bring hundreds.
    func storePassedOver() throws {
        guard let passedOver = edit.passedOver else { return }
        try edit.transaction.set(passedOver)
    }

    /// Whether the whole feed is to be fetched once more, now that all else is at rest.
    func beginsAskingAnew() throws -> Bool {
        guard edit.membership.phase == .paired || edit.membership.phase == .waiting, try edit.transaction.passedOver().isDue(edit.now) else {
            return false
        }
        try changePassedOver { $0.beginAsking() }
        try storePassedOver()
        return true
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
