package import Catalogue
package import ClientCore

extension JSON {
    package static func today(_ today: TodayView) -> JSON {
        [
            "day": day(today.day), "prompt": today.prompt.map(summary) ?? .null, "instead": today.instead.map(summary) ?? .null,
            "since": day(today.since), "paused": .bool(today.isPaused),
        ]
    }

    /// - Parameter today: determines whether the pledge's period is over.
    package static func pledge(_ pledge: PledgeView, on today: Day) -> JSON {
        [
            "number": JSON(pledge.number), "is_mine": .bool(pledge.isMine), "text": .string(pledge.text), "from": day(pledge.from),
            "through": day(pledge.through), "kept_on": day(pledge.keptOn), "is_over": .bool(pledge.isOver(on: today)),
            "at": instant(pledge.at),
        ]
    }

    package static func day(_ day: Day?) -> JSON { JSON(day.map(\.description)) }
}
