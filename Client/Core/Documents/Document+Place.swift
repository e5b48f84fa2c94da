package import Models

extension Document {
    /// Whether this kind of document is allowed in a record of this class and owner. Anything in the wrong place is ignored: a
    /// `schedule` that only its author could change wouldn't be the couple's.
    package func belongs(in visibility: Visibility, of owner: RecordOwner) -> Bool {
        switch self {
        case .answer: visibility == .sealed && owner == .author
        case .draft, .skip, .device, .archive: visibility == .own && owner == .author
        case .name, .reaction, .keptPledge, .pledge, .reflection: visibility == .shared && owner == .author
        case .prompt, .deck, .schedule, .focus: visibility == .shared && owner == .couple
        }
    }
}
