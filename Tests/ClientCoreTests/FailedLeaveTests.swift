import ClientCore
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("Leaving that fails is either not begun, or waits in sight until it goes out", .onOwnThreads)
struct FailedLeaveTests {
    @Test(arguments: 0..<3, [NetworkFault.requestLost, .replyLost, .foreignReply])
    func `whatever exchange fails`(at index: Int, fault: NetworkFault) throws {
        let couple = try TestPair()
        let ada = couple.ada
        var count = -1
        ada.transport.fault = { route in
            count += route == .sync ? 1 : 0
            return route == .sync && count == index ? fault : .none
        }
        let failed = Result { try ada.client.leave() }
        ada.transport.fault = { _ in .none }
        guard case .failure = failed else {
            #expect(try ada.client.status().phase == .left)
            return
        }
        let waits = try ada.client.isLeaving()
        #expect(try ada.client.status().isLeaving == waits)
        #expect(try ada.client.findings(after: nil).contains(.leaving) == waits)
        if waits {
            #expect(throws: ClientError.leavingWaits) { try ada.client.saveDraft(.firstWord, text: "Too late.") }
        }
        let report = try ada.client.sync(budget: nil)
        #expect(report.stopped == (waits ? .youHaveLeft : nil))
        #expect(try ada.client.status().phase == (waits ? .left : .paired))
        #expect(try !ada.client.isLeaving())
        try couple.ben.sync()
        #expect(try couple.ben.client.status().phase == (waits ? .partnerLeft : .paired))
    }
}
