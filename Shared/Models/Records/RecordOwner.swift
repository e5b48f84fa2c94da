/// Who may write a record again.
package enum RecordOwner: String, Codable, Sendable, CaseIterable {
    case author
    /// Either partner; for `shared` records only.
    case couple
}
