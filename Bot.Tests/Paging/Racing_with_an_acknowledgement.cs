using SocialCareBot.Bench;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Paging;

/// <summary>In whatever order things happen, nobody is called about what somebody has acknowledged. CI runs ten thousand orders; these are the first.</summary>
public sealed class Racing_with_an_acknowledgement
{
    [Fact]
    public async Task No_call_begins_after_an_acknowledgement_has_committed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Scratch.Folder, Path.GetRandomFileName()));
        using (var campaign = new PageCampaign(folder.FullName, new Random(20261123)))
        {
            await campaign.Run(200);
            Assert.InRange(campaign.Seen.Calls, 200, 5_000);
            Assert.Equal(0, campaign.Seen.Late);
        }
        folder.Delete(recursive: true);
    }
}
