import Models
import Support

extension HeaderFields {
    /// Headers that each differ from this one in one field that a body is bound to. The key it's opened with stays the same.
    var altered: [HeaderFields] {
        [
            with { $0.couple = Sample.id(99) }, with { $0.id = Sample.id(99) }, with { $0.visibility = .shared },
            with { $0.owner = .couple }, with { $0.author = Sample.id(99) }, with { $0.time = Instant(milliseconds: 99) },
            with { $0.counter = 99 }, with { $0.device = Sample.id(99) }, with { $0.isDeleted.toggle() },
            with { $0.round = Sample.id(99) }, with { $0.commitment = Sample.id(99) },
        ]
    }
}
