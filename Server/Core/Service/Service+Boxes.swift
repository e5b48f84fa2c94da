import Models
package import Wire

extension Service {
    package func readBox(_ request: BoxReadRequest) async throws(Problem) -> BoxReadResponse {
        let time = try checkedNow()
        return try reading { reader in
            let box = try BoxRow.open(request.locator, in: reader, now: time)
            if box.answer != nil { throw Problem.of(.boxUsed) }
            let log = box.kind == .invitation ? try reader.entries(of: box.couple, side: box.side) : []
            return BoxReadResponse(kind: box.kind, box: box.box, log: log, time: time)
        }
    }

    package func answerBox(_ request: BoxAnswerRequest) async throws(Problem) -> BoxAnswerResponse {
        let time = try checkedNow()
        guard request.proof.count <= limits.entryBytes else { throw .of(.entryTooLarge) }
        let log = try DeviceLog(checked: request.log, limits: limits)
        let run = BoxAnswerRun(
            request: request, log: log, settings: SyncSettings(limits: limits, keys: keys, now: time, random: random))
        try run.checkSignatures()
        return try await committer.submit { try run.write(in: $0) }
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
