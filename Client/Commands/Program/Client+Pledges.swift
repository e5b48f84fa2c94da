import ClientCore

extension Client {
    /// - Throws: `ClientError.unknownPledge`; what `pledges()` throws.
    func pledge(_ number: Int) throws -> PledgeView {
        guard let pledge = try pledges().first(where: { $0.number == number }) else { throw ClientError.unknownPledge(number) }
        return pledge
    }
}
