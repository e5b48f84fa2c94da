package import Models

extension Document {
    /// Whether this kind of document is allowed in a record of this class and owner. Anything in the wrong place is ignored: a
    /// `schedule` that only its author could change wouldn't be the couple's.
    package func belongs(in class: RecordClass, of owner: RecordOwner) -> Bool {
        switch self {
        case .answer: `class` == .sealed && owner == .author
        case .draft, .skip, .device, .archive: `class` == .own && owner == .author
        case .name, .reaction, .keptPledge, .pledge, .reflection: `class` == .shared && owner == .author
        case .prompt, .deck, .schedule: `class` == .shared && owner == .couple
        }
    }
}
