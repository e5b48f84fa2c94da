/// In which phases of a couple something may be written.
extension Workspace {
    /// - Throws: why nothing new can be written here.
    func checkInLife() throws(ClientError) {
        switch membership.phase {
        case .waiting, .paired: return
        case .partnerLeft: throw .partnerHasLeft
        case .left: throw .youHaveLeft
        case .removed: throw .deviceRemoved
        }
    }
}
