package import Models

extension Document {
    /// Whether its kind belongs in a record of this class and owner. What somebody put elsewhere is passed over: a `schedule` that only its
    /// author could change is no schedule.
    package func belongs(in class: RecordClass, of owner: RecordOwner) -> Bool {
        switch self {
        case .answer: `class` == .sealed && owner == .author
        case .draft, .skip, .device, .archive: `class` == .own && owner == .author
        case .name, .reaction, .keptPledge, .pledge, .reflection: `class` == .shared && owner == .author
        case .prompt, .deck, .schedule: `class` == .shared && owner == .couple
        }
    }
}
