package import ClientCore
package import Models
import Wire

extension StatusView: JSONShape {
    package var fields: Fields {
        [
            "name": name, "partner": partner, "paired": phase == .paired, "phase": phase, "pending": pending, "refused": refused,
            "waiting_for_me": waitingForMe, "waiting_for_partner": waitingForPartner, "opened": opened, "remarked": withUnread,
            "finished_drafts": finishedDrafts, "drafts": drafts, "news": news, "last_sync": lastSync, "server": server,
            "fingerprint": fingerprint,
            "reveal": reveal, "needs_newer_version": needsNewerVersion, "leaving": isLeaving,
        ]
    }
}

extension DeviceView {
    package func fields(lastSigned: Instant?) -> Fields {
        [
            "id": short, "name": name, "kind": kind, "is_this": isThis, "is_live": isLive, "is_ending": isEnding, "added": added,
            "last_wrote": lastSigned,
            "added_by": addedBy?.short,
        ]
    }
}

extension PrintedCode: JSONShape {
    package var fields: Fields { ["code": text, "expires": expires] }
}

extension SyncReport: JSONShape {
    package var fields: Fields { ["pushed": pushed, "pulled": pulled, "pending": pending, "opened": opened] }
}

extension SyncAttempt {
    /// The fields of any change, besides the command's own.
    package func fields(of confirmation: Confirmation) -> Fields {
        [
            "synced": wentThrough(confirmation), "pending": report?.pending, "opened": report?.opened ?? [], "stopped": error,
        ]
    }
}

extension BroughtIn {
    package func fields(by author: ExportAuthor, leftOut: Int) -> Fields {
        [
            "prompts": prompts, "rounds": rounds, "drafts": drafts, "skips": skips, "pledges": pledges, "decks": decks,
            "exported_by": author.rawValue, "left_out": leftOut,
        ]
    }
}

extension ServerFound: JSONShape {
    package var fields: Fields { ["server_version": version, "server_trouble": error] }

    private var version: String? { if case .server(let info) = self { info.version } else { nil } }
}

extension CommandError: JSONShape {
    package var fields: Fields { ["code": code, "message": message, "next": next, "words": kept] }
}

extension KeptWords: JSONShape {
    package var fields: Fields {
        switch self {
        case .draft: ["kept": "draft"]
        case .file(let path): ["kept": "file", "path": path]
        case .printed: ["kept": "printed"]
        }
    }
}

extension Diagnosis: JSONShape {
    package var fields: Fields {
        [
            "level": level, "code": code, "message": message, "next": next, "command": command, "prompts": prompts, "count": count,
            "limit": limit, "seconds": seconds,
        ]
    }
}
