package import Models
import Wire

/// How two partners pair, with everything signed in advance: carried out on two servers, it creates the same couple on both.
package struct CouplePlan: Sendable {
    package let inviter: TestPartner
    package let joiner: TestPartner
    package let locator: Locator
    let invitation: Write
    let joining: BoxAnswerRequest
    let pair: Write

    /// - Parameter devices: the first devices of the inviter and the joiner.
    package init(seed: UInt64 = 7, on devices: (TestDevice, TestDevice) = (TestDevice(), TestDevice())) throws {
        let random = SeededRandom(seed: seed)
        var inviter = try TestPartner(random: random, on: devices.0)
        var joiner = try TestPartner(random: random, on: devices.1)
        locator = random.value()
        invitation = inviter.box(.invitation, locator: locator)
        joining = try joiner.joining(inviter, at: locator)
        pair = try inviter.append(.pair(partner: joiner.id))
        self.inviter = inviter
        self.joiner = joiner
    }

    var founding: [LogEntry] { [inviter.log.entries[0]] }
}
