/** Files that messages refer to ("Upload a file", "Download a file" and "Download a thumbnail" of "Message management"). */
import { optionNames, requireInteger, requireOptions, requireString, typeError } from '../../checks.ts';
import { readFields, readList } from '../answer.ts';
import { type CallOptions, type ChatCaller, pathOf, requireId } from '../operation.ts';
import type { FetchBlob, FetchForm } from '../platform.ts';

/** Options of `upload`. */
export interface UploadOptions extends CallOptions {
  /** The file's name. Default: `file`. */
  readonly name?: string;
  /** Whether a download needs the file's `shareSecret`. Default: false. */
  readonly isRestricted?: boolean;
  /** Of the thumbnail of a picture over 10 KB, in pixels. Default: 170. */
  readonly thumbnailWidth?: number;
  /** Of the thumbnail of a picture over 10 KB, in pixels. Default: 170. */
  readonly thumbnailHeight?: number;
}

/** Options of `download`. */
export interface DownloadOptions extends CallOptions {
  /** Of a file with restricted access. */
  readonly shareSecret?: string;
  /** Whether to download the thumbnail in place of the picture or video. Default: false. */
  readonly thumbnail?: boolean;
}

/** An uploaded file. */
export interface ChatFile {
  readonly fileId: string;
  /** Where the file is, for a message. */
  readonly url: string;
  /** What a download needs if the file is restricted, and the `secret` of a message. */
  readonly shareSecret?: string;
}

/** Uploads and downloads files. */
export interface ChatFiles {
  /**
   * "Upload a file": at most 10 MB, unless the Console says otherwise. The blob is streamed; in Node,
   * `fs.openAsBlob(path)` makes one that reads from disk.
   */
  upload(content: FetchBlob, options?: UploadOptions): Promise<ChatFile>;
  /**
   * "Download a file" and "Download a thumbnail": its bytes as they arrive. Requests the file when the loop begins, and
   * closes the connection when the loop ends.
   */
  download(fileId: string, options?: DownloadOptions): AsyncGenerator<Uint8Array, void, undefined>;
}

/** What is used of a `FormData`. */
interface Form {
  append(name: string, value: unknown, fileName?: string): void;
}

declare const FormData: new () => Form;

/**
 * Uploads and downloads files with a client.
 *
 * @example
 * ```ts
 * const { url } = await chatFiles(chat).upload(new Blob(['Green tea, oolong']), { name: 'menu.txt' });
 * await chatMessages(chat).sendToUsers(['alice'], { type: 'file', url, name: 'menu.txt' });
 * ```
 */
export function chatFiles(chat: ChatCaller): ChatFiles {
  return {
    upload: async (content, options = {}) => {
      requireOptions(options, uploadNames);
      const { name = 'file', isRestricted, thumbnailWidth, thumbnailHeight, signal } = options;
      if (typeof (content as { size?: unknown } | undefined)?.size !== 'number')
        throw typeError('content', 'a Blob', content);
      const form = new FormData();
      form.append('file', content, requireString(name, 'name'));
      if (thumbnailWidth !== undefined) form.append('thumbnail-width', pixels(thumbnailWidth, 'thumbnailWidth'));
      if (thumbnailHeight !== undefined) form.append('thumbnail-height', pixels(thumbnailHeight, 'thumbnailHeight'));
      return chat.call(
        {
          name: 'chatFiles.upload',
          method: 'POST',
          path: '/chatfiles',
          parts: form as unknown as FetchForm,
          ...(isRestricted === true && { headers: { 'restrict-access': 'true' } }),
          read: ({ entities }, { baseUrl }) => {
            const { uuid, ...file } = readFields(readList(entities, 'entities')[0], 'entities', {
              uuid: 'string',
              'share-secret': 'string?',
            });
            const shareSecret = file['share-secret'];
            const url = `${baseUrl}${pathOf('chatfiles', uuid)}`;
            return { fileId: uuid, url, ...(shareSecret !== undefined && { shareSecret }) };
          },
          // Carried out twice, the file is there twice.
          once: true,
        },
        { signal },
      );
    },
    async *download(fileId, options = {}) {
      requireOptions(options, downloadNames);
      const { shareSecret, thumbnail, signal } = options;
      yield* chat.stream(
        {
          name: 'chatFiles.download',
          method: 'GET',
          path: pathOf('chatfiles', requireId(fileId, 'fileId')),
          headers: {
            accept: 'application/octet-stream',
            ...(shareSecret !== undefined && { 'share-secret': requireString(shareSecret, 'shareSecret') }),
            ...(thumbnail === true && { thumbnail: 'true' }),
          },
        },
        { signal },
      );
    },
  };
}

const uploadNames = /* @__PURE__ */ optionNames([
  'name',
  'isRestricted',
  'thumbnailWidth',
  'thumbnailHeight',
  'signal',
]);
const downloadNames = /* @__PURE__ */ optionNames(['shareSecret', 'thumbnail', 'signal']);

function pixels(value: unknown, field: string): string {
  return String(requireInteger(value, 1, 10_000, field));
}
