/// Who may write new versions of a record.
package enum RecordOwner: String, Codable, Sendable, CaseIterable {
    case author
    /// Either partner. For `shared` records only.
    case couple
}
