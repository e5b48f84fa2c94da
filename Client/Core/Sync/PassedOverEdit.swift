import Models
import Wire

/// Remembers rejected data, reports it once, and has it requested again.
struct PassedOverEdit {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    func changePassedOver<Value>(_ body: (inout PassedOver) throws -> Value) throws -> Value {
        var passed = try edit.passedOver ?? edit.transaction.passedOver()
        let value = try body(&passed)
        edit.passedOver = passed
        return value
    }

    /// Stores what `changePassedOver` changed: a page may bring hundreds of changes.
    func storePassedOver() throws {
        guard let passedOver = edit.passedOver else { return }
        try edit.transaction.set(passedOver)
    }

    /// Whether to fetch the whole feed again, now that everything else is finished.
    func beginsAskingAnew() throws -> Bool {
        guard edit.membership.phase == .paired || edit.membership.phase == .waiting,
            try edit.transaction.passedOver().isDue(edit.now)
        else {
            return false
        }
        try changePassedOver { $0.beginAsking() }
        try storePassedOver()
        return true
    }
}

extension RecordChange {
    /// Splits records by unknown signers into the latest for which there's room, and the rest.
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
