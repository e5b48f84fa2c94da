package import ClientCore

extension JSON {
    package static func status(_ status: StatusView) -> JSON {
        [
            "name": JSON(status.name), "partner": JSON(status.partner), "paired": .bool(status.phase == .paired),
            "phase": .string(status.phase.rawValue), "pending": JSON(status.pending), "refused": JSON(status.refused),
            "waiting_for_me": JSON(status.waitingForMe), "waiting_for_partner": JSON(status.waitingForPartner),
            "opened": .array(status.opened.map(reference)), "remarked": .array(status.remarked.map(reference)),
            "finished_drafts": JSON(status.finishedDrafts),
            "last_sync": instant(status.lastSync), "server": JSON(status.server), "fingerprint": JSON(status.fingerprint),
            "reveal": .string(status.reveal.rawValue),
            "needs_newer_version": .array(status.needsNewerVersion.map(reference)),
        ]
    }
}
