/// What may follow what: one version of a record another, an opening its answer.
extension RecordHeader {
    /// Whether a version may take the place of another under the same id. Class, owner and round never change, and neither does the author
    /// of what only its author may change.
    package func canFollow(_ former: RecordHeader) -> Bool {
        visibility == former.visibility && owner == former.owner && round == former.round
            && (author == former.author || owner == .couple)
    }
}

extension Opening {
    /// Whether it was made for this very version.
    package func fits(_ header: RecordHeader) -> Bool {
        couple == header.couple && round == header.round && author == header.author && commitment == header.commitment
    }
}

extension Visibility {
    /// Of two records with one id, the one whose class has the greater precedence stands.
    package var precedence: Int {
        switch self {
        case .shared: 0
        case .own: 1
        case .sealed: 2
        }
    }
}
