/** ConvoAI (conversational AI), on top of RTC and RTM. */
import { type RtcAndRtmBuilder, rtcAndRtmBuilder } from './rtc-and-rtm.ts';

/**
 * Builds tokens for ConvoAI with RTC and RTM.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class ConvoAITokenBuilder {
  /** A token for RTC, RTM and ConvoAI. The ConvoAI grant expires with the token. */
  static buildToken: RtcAndRtmBuilder = /* @__PURE__ */ rtcAndRtmBuilder({ service: 'convoai', privileges: {} });
}
