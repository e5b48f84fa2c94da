import Models
package import Wire

extension Service {
    package func readBox(_ request: BoxReadRequest) async throws(Problem) -> BoxReadResponse {
        let time = try checkedNow()
        return try await reading { reader in
            let box = try BoxRow.open(request.locator, in: reader, now: time)
            if box.answer != nil { throw Problem.of(.boxUsed) }
            if box.kind == .invitation, try reader.couple(box.couple)?.isPaired != false { throw Problem.of(.boxUsed) }
            let part = LogPart(reader: reader, limits: limits)
            let (log, continues) = box.kind == .invitation ? try part.read(of: box, from: request.from ?? 0) : ([], false)
            return BoxReadResponse(kind: box.kind, box: box.box, log: log, continues: continues ? true : nil, time: time)
        }
    }

    package func answerBox(_ request: BoxAnswerRequest) async throws(Problem) -> BoxAnswerResponse {
        let time = try checkedNow()
        guard request.proof.count <= min(limits.entryBytes, Room.proofBytes) else { throw .of(.entryTooLarge) }
        // Check box and permit first, so that a caller who knows neither can't make the server verify signatures.
        let (_, couple) = try await reading { try request.invitation(in: $0, now: time) }
        guard request.grants.count <= Room.joiningGrants else { throw .of(.tooManyWrites) }
        let log = try DeviceLog(checked: request.log, isPaired: false, limits: limits)
        let run = BoxAnswerRun(
            request: request, log: log, settings: SyncSettings(limits: limits, keys: keys, now: time, random: random))
        try run.checkSignatures()
        return try await committer.submit(for: couple.id) { try run.write(in: $0) }
    }
}

/// Part of the log of the partner who left a box: as many entries as fit in one reply.
private struct LogPart<Reader: StoreReader> {
    let reader: Reader
    let limits: Limits

    /// Load only a few entries at a time, so that few are loaded without being sent.
    private static var step: Int { 20 }

    func read(of box: BoxRow, from: Int) throws -> (log: [LogEntry], continues: Bool) {
        var room = PageRoom(limits: limits)
        var log: [LogEntry] = []
        guard (0...limits.wholeLog).contains(from) else { return (log, false) }
        while true {
            let next = try reader.entries(of: box.couple, side: box.side, from: from + log.count, limit: Self.step)
            for entry in next {
                guard room.takes(entry.encodedSize) else { return (log, true) }
                log.append(entry)
            }
            if next.count < Self.step { return (log, false) }
        }
    }
}

extension BoxRow {
    /// - Throws: `box_unknown`, `box_expired`.
    static func open(_ locator: Locator, in reader: some StoreReader, now: Instant) throws -> BoxRow {
        guard let box = try reader.box(locator) else { throw Problem.of(.boxUnknown) }
        if box.answer == nil, let expires = box.expires, now > expires { throw Problem.of(.boxExpired) }
        return box
    }
}
